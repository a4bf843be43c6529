-- What was forgotten. The rows of a forgotten document never come in; a file that holds them is not copied but made anew.
DELETE FROM tombstone;
INSERT INTO tombstone BY NAME SELECT * FROM forgotten;
