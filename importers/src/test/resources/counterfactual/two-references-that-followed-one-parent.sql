create table t2 (id int not null, r int, v int, w int, p0id int, p1id int, primary key (id), foreign key (p0id) references t2 (id) on delete cascade on update cascade, foreign key (p1id) references t2 (id) on delete cascade on update cascade)

insert into t2 (id, r, v, w, p0id, p1id) values (2, 100, 101, 102, null, 2)
insert into t2 (id, r, v, w, p0id, p1id) values (7, 103, 104, 105, 2, 2)

bad: update t2 set id = 6 where id = 2
