create table t0 (id int not null, r int, v int, w int, primary key (id))
create table t1 (id int not null, r int, v int, w int, p0id int, p1id int, primary key (id), foreign key (p0id) references t0 (id) on delete cascade on update cascade, foreign key (p1id) references t0 (id) on delete cascade on update set null)

insert into t0 (id, r, v, w) values (2, 100, 101, 102)
insert into t1 (id, r, v, w, p0id, p1id) values (7, 103, 104, 105, 2, 2)

bad: update t0 set id = 6 where id = 2
