create table t0 (id int not null, u int, v int, primary key (id), unique (u))

insert into t0 (id, u, v) values (1, 1, 10)
insert into t0 (id, u, v) values (2, 2, 20)

bad: update t0 set u = null where id = 1
bad: update t0 set u = 1 where id = 2
bad: update t0 set u = 2 where id = 1
