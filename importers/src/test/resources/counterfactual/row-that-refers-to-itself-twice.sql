create table t1 (id int not null, p int, q int, primary key (id), foreign key (p) references t1 (id) on delete set null on update cascade, foreign key (q) references t1 (id) on delete no action on update cascade)

bad: insert into t1 (id, p, q) values (3, 3, 3)
