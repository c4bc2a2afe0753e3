create table t1 (id int not null, r int, p0 int, p1 int, primary key (id), foreign key (p0) references t1 (id) on delete cascade on update set null, foreign key (p1) references t1 (id) on delete cascade on update set null)

insert into t1 (id, r, p0, p1) values (6, 112, null, null)

bad: insert into t1 (id, r, p0, p1) values (5, 131, 6, 6)

insert into t1 (id, r, p0, p1) values (7, 134, 6, 5)

bad: update t1 set p0 = 5 where id = 7
