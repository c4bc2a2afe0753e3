create table t0 (id int not null, r int, v int, p int, primary key (id))
create table t1 (id int not null, v int, p int, primary key (id), foreign key (p) references t0 (id) on delete no action on update no action)
alter table t0 add foreign key (p) references t1 (id) on delete no action on update no action

insert into t0 (id, v, p) values (1, 10, null)
insert into t1 (id, v, p) values (1, 20, 1)
update t0 set p = 1 where id = 1

bad: update t0 set p = null where id = 1
bad: delete from t1 where id = 1
bad: delete from t0 where id = 1

bad: insert into t0 (id, v, p) values (5, 50, null)
bad: insert into t1 (id, v, p) values (5, 51, 5)
bad: update t0 set p = 5 where id = 5
