create table t1 (id int not null, u int, primary key (id), unique (u))
create table t2 (id int not null, v int, p int, primary key (id), foreign key (p) references t1 (u) on delete cascade on update no action)

insert into t1 (id, u) values (2, 1)

insert into t2 (id, v, p) values (2, 116, 1)

bad: delete from t1 where id = 2

insert into t1 (id, u) values (2, 6)
