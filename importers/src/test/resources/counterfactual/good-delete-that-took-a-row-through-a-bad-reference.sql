create table t0 (id int not null, r int, primary key (id))
create table t1 (a int not null, b int not null, r int, p int, primary key (a, b), foreign key (p) references t0 (id) on delete cascade on update cascade)
create table t3 (id int not null, v int, pa int, pb int, primary key (id), foreign key (pa, pb) references t1 (a, b) on delete cascade on update cascade)

insert into t0 (id, r) values (1, 1)
insert into t0 (id, r) values (4, 2)

insert into t1 (a, b, r, p) values (4, 4, 3, 4)

insert into t3 (id, v, pa, pb) values (1, 118, 4, 4)

bad: update t1 set p = 1 where a = 4 and b = 4

delete from t0 where id = 1
