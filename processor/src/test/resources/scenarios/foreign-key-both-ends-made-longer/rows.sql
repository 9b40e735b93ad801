INSERT INTO money (code) VALUES ('EUR');
INSERT INTO prices (money_code) VALUES ('EUR');
