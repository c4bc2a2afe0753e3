create table t1 (id int not null, v int, primary key (id))
create table t3 (id int not null, v int, p0 int, p1 int, primary key (id), foreign key (p0) references t3 (id) on delete set null on update no action, foreign key (p1) references t1 (id) on delete cascade on update no action)

insert into t1 (id, v) values (4, 106)

insert into t3 (id, v, p0, p1) values (5, 126, null, 4)

bad: insert into t3 (id, v, p0, p1) values (2, 137, 5, 4)
bad: delete from t1 where id = 4
