create table t1 (id int not null, v int, p int, primary key (id), foreign key (p) references t1 (id) on delete no action on update no action)

bad: insert into t1 (id, v, p) values (4, 133, 4)
