INSERT INTO rooms (name) VALUES ('Hall');
INSERT INTO items (room_id) SELECT id FROM rooms;
