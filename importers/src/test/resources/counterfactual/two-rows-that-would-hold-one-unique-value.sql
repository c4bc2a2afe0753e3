create table t0 (id int not null, u int, r int, primary key (id), unique (u))

insert into t0 (id, u, r) values (8, 3, 104)

bad: delete from t0 where id = 8

insert into t0 (id, u, r) values (3, 3, 150)

bad: delete from t0 where id <= 4
