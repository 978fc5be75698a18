-- A store as version 1 left it: something half typed, a company that waits to be sent, and of a connection
-- that is gone one that is saved and one that is unknown. Never changed.
BEGIN TRANSACTION;
CREATE TABLE drafts (
        id TEXT NOT NULL UNIQUE,
        profile TEXT NOT NULL,
        created TEXT NOT NULL,
        updated TEXT NOT NULL,
        form TEXT NOT NULL
    );
INSERT INTO "drafts" VALUES('6f1d0a52c6a14f0c8a5a3f4c0d1e2b3a','Practice','2026-03-02T08:30:00.000000+00:00','2026-03-02T08:30:00.000000+00:00','{"Name":"Half a comp","Department":"Salg","Persons":[{"Firstname":"Kari"}],"CustomFields":{"SuperOffice:1":"K-7"}}');
CREATE TABLE entries (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        profile TEXT NOT NULL,
        state TEXT NOT NULL,
        name TEXT NOT NULL,
        searched TEXT NOT NULL,
        contact_id INTEGER NOT NULL,
        created TEXT NOT NULL,
        updated TEXT NOT NULL,
        message TEXT NOT NULL,
        tries INTEGER NOT NULL,
        next_try TEXT,
        steps_done INTEGER NOT NULL,
        steps_total INTEGER NOT NULL,
        steps TEXT NOT NULL,
        problems TEXT NOT NULL,
        body TEXT NOT NULL,
        answer TEXT
    );
INSERT INTO "entries" VALUES(1,'0b9e1c7d5f3a4e6b8c2d1a0f9e8d7c6b','Practice','queued','Blåbær & Sønn AS','blåbær & sønn as
åse ødegård
jens strasse',0,'2026-03-02T08:30:00.000000+00:00','2026-03-02T08:30:00.000000+00:00','“Blåbær & Sønn AS” is waiting to be sent.',0,NULL,0,3,'[{"number":0,"kind":"company","name":"Bl\u00e5b\u00e6r & S\u00f8nn AS","state":"queued","remote_id":0,"token":"00000000-0000-4000-8000-000000000001","message":"","first_absent":null,"if_absent":"queued","candidates":[],"sent":null,"embedded":false},{"number":1,"kind":"person","name":"\u00c5se \u00d8deg\u00e5rd","state":"queued","remote_id":0,"token":"00000000-0000-4000-8000-000000000002","message":"","first_absent":null,"if_absent":"queued","candidates":[],"sent":null,"embedded":false},{"number":2,"kind":"person","name":"Jens Stra\u00dfe","state":"queued","remote_id":0,"token":"00000000-0000-4000-8000-000000000003","message":"","first_absent":null,"if_absent":"queued","candidates":[],"sent":null,"embedded":false}]','[]','{"ContactId":0,"Name":"Bl\u00e5b\u00e6r & S\u00f8nn AS","Persons":[{"Firstname":"\u00c5se","Lastname":"\u00d8deg\u00e5rd"},{"Firstname":"Jens","Lastname":"Stra\u00dfe"}],"CustomFields":{"SuperOffice:1":"K-6"},"DbiKey":"00000000-0000-4000-8000-000000000001"}',NULL);
INSERT INTO "entries" VALUES(2,'entry-2','work','saved','Bakery 2','bakery 2
åse ødegård
jens strasse',17,'2026-03-01T12:00:02.123456+00:00','2026-03-01T12:00:02.123456+00:00','',1,NULL,0,3,'[{"number":0,"kind":"company","name":"Bakery 2","state":"queued","remote_id":0,"token":"token-2","message":"","first_absent":null,"if_absent":"queued","candidates":[],"embedded":false,"sent":null},{"number":1,"kind":"person","name":"\u00c5se \u00d8deg\u00e5rd","state":"queued","remote_id":0,"token":"","message":"","first_absent":null,"if_absent":"queued","candidates":[],"embedded":false,"sent":null},{"number":2,"kind":"person","name":"Jens Stra\u00dfe","state":"queued","remote_id":0,"token":"","message":"","first_absent":null,"if_absent":"queued","candidates":[],"embedded":false,"sent":null}]','[["Name","Too long"],["","Something else"]]','{"ContactId":0,"Name":"Bakery 2","DbiKey":"token-2","Persons":[{"Firstname":"\u00c5se","Lastname":"\u00d8deg\u00e5rd"},{"Firstname":"Jens","Lastname":"Stra\u00dfe"}]}','{"ContactId":17}');
INSERT INTO "entries" VALUES(3,'entry-3','work','unknown','Bakery 3','bakery 3
åse ødegård
jens strasse',0,'2026-03-01T12:00:03.123456+00:00','2026-03-01T12:00:03.123456+00:00','Looked for',2,'2026-03-01T12:05:00.123456+00:00',0,3,'[{"number":0,"kind":"company","name":"Bakery 3","state":"unknown","remote_id":0,"token":"token-3","message":"","first_absent":"2026-03-01T12:00:00.123456+00:00","if_absent":"queued","candidates":[],"embedded":false,"sent":null},{"number":1,"kind":"person","name":"\u00c5se \u00d8deg\u00e5rd","state":"queued","remote_id":0,"token":"","message":"","first_absent":null,"if_absent":"queued","candidates":[],"embedded":false,"sent":null},{"number":2,"kind":"person","name":"Jens Stra\u00dfe","state":"queued","remote_id":0,"token":"","message":"","first_absent":null,"if_absent":"queued","candidates":[],"embedded":false,"sent":null}]','[["Name","Too long"],["","Something else"]]','{"ContactId":0,"Name":"Bakery 3","DbiKey":"token-3","Persons":[{"Firstname":"\u00c5se","Lastname":"\u00d8deg\u00e5rd"},{"Firstname":"Jens","Lastname":"Stra\u00dfe"}]}',NULL);
CREATE TABLE lists (
        profile TEXT NOT NULL,
        language TEXT NOT NULL,
        name TEXT NOT NULL,
        fetched TEXT NOT NULL,
        items TEXT NOT NULL,
        UNIQUE (profile, language, name)
    );
INSERT INTO "lists" VALUES('work','nb','category','2026-03-01T12:00:00.123456+00:00','[]');
CREATE INDEX entries_listed ON entries (
        created, number, state, id, name, searched, contact_id, updated, message, next_try, steps_done,
        steps_total
    );
CREATE INDEX entries_by_state ON entries (state, updated);
CREATE INDEX entries_waiting ON entries (created, number, next_try, profile)
        WHERE state IN ('queued', 'unknown');
COMMIT;
PRAGMA user_version = 1;
