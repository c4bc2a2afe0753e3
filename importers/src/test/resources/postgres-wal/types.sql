create extension if not exists hstore; create extension if not exists citext;
create type mood as enum ('sad','ok','happy');
create type pair as (a int, b text, c numeric);
create domain posint as int check (value > 0);
create table types (
 id int primary key, b boolean, i2 smallint, i8 bigint, f4 real, f8 float8, n numeric, n2 numeric(30,5), t text, vc varchar(50), bp char(10), nm name, ch "char", by bytea,
 d date, ti time, tz timetz, ts timestamp, tsz timestamptz, iv interval, u uuid, j json, jb jsonb, x xml, ine inet, ci cidr, ma macaddr, ma8 macaddr8,
 bi bit(7), vb bit varying, mo money, pt point, ln line, ls lseg, bx box, pa path, po polygon, cr circle, tv tsvector, tq tsquery,
 ia int[], ta text[], na numeric[][], i4r int4range, nr numrange, tr tstzrange, dr daterange, m mood, ma_ mood[], p pair, pp pair[], dom posint, oi oid, xi xid, ti_ tid, lsn pg_lsn, hs hstore, ct citext, ov oidvector, iv2 int2vector, tsn txid_snapshot, bxa box[]);
insert into types(id) values (0);
insert into types values (1,true,-5,9223372036854775807,1.5e-10,0.1,'NaN',12345678901234567890.12345,'héllo','vc','bp','nm','c','\xdeadbeef','2024-02-29','12:34:56.789','12:34:56+05:30','2024-02-29 12:34:56.000001','2024-02-29 12:34:56+02','1 year -2 mons +3 days 04:05:06.7',
 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11','{"a": 1}','{"b":[1,2.50,"x\ny",null,true,{"z":{}}],"a":-1e-5, "long key name": []}','<?xml version="1.0" encoding="UTF-8"?><a>ü</a>','192.168.1.5/24','10.0.0.0/8','08:00:2b:01:02:03','08:00:2b:01:02:03:04:05',
 B'1010101',B'1',-1234567.89,'(1.5,-2)','{1,2,3}','[(0,0),(1,1)]','((0,0),(2,2))','((0,0),(1,1),(2,0))','((0,0),(1,1),(2,0))','<(1,2),3>',$$'fat':2A,4B,5 'c''at':3 'x'$$,'fat & (rat | !cat) <-> dog:*AB',
 '[0:2]={1,NULL,3}','{"a b","NULL",NULL,"","q\"uo\\te","c,d"}','{{1,2.5},{NaN,-4}}','[1,10)','(,5.5]','["2024-01-01 00:00+00",)','empty','happy','{sad,happy}','(1,"x y",)',array[row(1,'a"b',2.50)::pair,null],7,4294967295,'123','(12,5)','16/B374D848','a=>1, "b c"=>NULL, d=>"q\"x"','CiText','1 2 3','4 5','10:20:10,14,15','{(1,1),(0,0);(3,3),(2,2)}');
insert into types(id,f4,f8,n,d,ts,tsz,iv,ine,mo,tz,bp,jb,pa,i4r,tq) values
 (2,'NaN','-Infinity',-0.00001234,'infinity','-infinity','infinity','-1 mons','::ffff:1.2.3.4',0.05,'00:00:00-08:15:30','','[]','[(1,2),(3,4)]','(,)','a <3> b | !(c & d)'),
 (3,3.4028235e38,5e-324,1e100,'4713-01-01 BC','0044-03-15 12:00:00 BC','0001-01-01 BC','00:00:00','2001:db8::1/64',92233720368547758.07,'24:00:00','x ','"scalar"',null,'[1,)',null),
 (4,-0.0,1e15,0,'294276-01-01','294276-12-31 23:59:59.999999','1999-12-31 23:59:59.5','-178000000 years','fe80::',-0.01,null,null,'null',null,null,'!!a'),
 (5,123456.7,123456789012345.6,100000,'0001-01-01','1970-01-01','1970-01-01','1 day -00:00:01','::1',null,null,null,'{}',null,null,$$'it''s':AB$$),
 (6,1e6,1e23,'Infinity',null,null,null,'-3 days 04:05:06','::',null,null,null,'1.10',null,null,null),
 (7,9.5367431640625e-07,9007199254740993,12345.6789,null,null,null,'1 mon',null,null,null,null,'{"a":{"b":{"c":[[[]]]}}}',null,null,null);
