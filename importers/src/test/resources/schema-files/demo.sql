drop database if exists shop; create database shop character set latin1; use shop;
create table customers (id bigint unsigned auto_increment primary key, email varchar(80) not null unique, note text, j json);
create table `ord``ers` (id int primary key, customer bigint unsigned not null, total decimal(10,2), gross decimal(10,2) as (total*2) virtual, state enum('new','it''s') , constraint c foreign key (customer) references customers(id) on delete cascade on update restrict);
create view v as select * from customers;
create database `we ird`; use `we ird`; create table t (a int) comment='x | y; ''z';
