create table t0 (id int not null, primary key (id))
create table t2 (a int not null, b int not null, v int, primary key (a, b), foreign key (a) references t0 (id) on delete cascade on update cascade)

insert into t0 (id) values (8)

insert into t2 (a, b, v) values (8, 3, 118)

bad: update t2 set v = 132 where a = 8 and b = 3

bad: update t0 set id = 5 where id = 8
