create table t0 (id int not null, r int, primary key (id))
create table t1 (a int not null, b int not null, v int, p int, primary key (a, b), foreign key (p) references t0 (id) on delete cascade on update cascade)

insert into t0 (id, r) values (4, 102)

bad: insert into t1 (a, b, v, p) values (1, 3, 120, 4)

update t0 set id = 2 where id = 4
