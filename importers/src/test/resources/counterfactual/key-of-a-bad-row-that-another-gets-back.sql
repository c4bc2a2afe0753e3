create table t1 (id int not null, r int, v int, w int, primary key (id))
create table t2 (id int not null, r int, v int, w int, p0id int, primary key (id), foreign key (p0id) references t1 (id) on delete no action on update cascade)

insert into t1 (id, r, v, w) values (6, 115, 116, 117)

insert into t2 (id, r, v, w, p0id) values (5, 133, 134, 135, 6)

bad: update t1 set id = 7 where id = 6 and id <> 7

bad: insert into t1 (id, r, v, w) values (6, 176, 177, 178)
