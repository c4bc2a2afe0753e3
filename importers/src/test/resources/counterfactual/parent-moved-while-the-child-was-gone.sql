create table t0 (id int not null, r int, primary key (id))
create table t1 (a int not null, b int not null, v int, primary key (a, b), foreign key (a) references t0 (id) on delete cascade on update cascade)

insert into t0 (id, r) values (1, 5)

insert into t1 (a, b, v) values (1, 1, 110)

bad: delete from t1 where a <= 4

update t0 set id = 7 where id = 1
