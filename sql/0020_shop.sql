-- Shops, their posters and devices.  Names of shops are business data.

CREATE TABLE upload (
  upload_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'A small file that somebody handed in',
  kind VARCHAR(20) NOT NULL COMMENT 'What it is: shop_photo',
  type VARCHAR(40) NOT NULL COMMENT 'Content type, as checked on arrival',
  content LONGBLOB NULL COMMENT 'Sealed under the key "upload"; bound to this row',
  made_at DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (upload_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Small files, sealed';

CREATE TABLE shop (
  shop_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Shop',
  shop_no CHAR(6) NULL COMMENT 'Number people can type: five digits and a Luhn check digit',
  name VARCHAR(80) NOT NULL COMMENT 'Name on the door',
  kana VARCHAR(80) NOT NULL COMMENT 'Its reading, folded for search',
  industry VARCHAR(20) NOT NULL COMMENT 'retail, restaurant, ...: office/shop.c',
  size VARCHAR(10) NOT NULL COMMENT 'small, medium, large: by the definition of the SME Basic Act',
  area VARCHAR(40) NOT NULL COMMENT 'Part of the municipality',
  address VARCHAR(160) NOT NULL COMMENT 'Address of the shop',
  phone VARCHAR(20) NULL COMMENT 'Telephone of the shop',
  latitude DECIMAL(9,6) NULL COMMENT 'Degrees north, WGS 84',
  longitude DECIMAL(9,6) NULL COMMENT 'Degrees east, WGS 84',
  exclusions VARCHAR(600) NULL COMMENT 'What vouchers cannot buy at this shop, in its own words',
  state VARCHAR(10) NOT NULL COMMENT 'listed or stopped',
  listed_on DATE NOT NULL COMMENT 'First day on the list',
  photo_upload_id BIGINT NULL COMMENT 'Photo of the front',
  made_at DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (shop_id),
  UNIQUE KEY shop_no (shop_no),
  KEY shop_name (name, shop_id),
  KEY shop_listed (listed_on, shop_id),
  CONSTRAINT shop_photo FOREIGN KEY (photo_upload_id) REFERENCES upload (upload_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Shops of all programmes';

CREATE TABLE poster (
  poster_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'One print of a shop''s code',
  shop_id BIGINT NOT NULL COMMENT 'Shop',
  version INT NOT NULL COMMENT 'Counts the prints of a shop from 1',
  key_version BIGINT NOT NULL COMMENT 'Version of the data key "poster" behind the check',
  note VARCHAR(80) NULL COMMENT 'Where it hangs, why it was printed',
  made_at DATETIME(3) NOT NULL COMMENT 'UTC',
  made_by BIGINT NOT NULL COMMENT 'Account',
  PRIMARY KEY (poster_id),
  UNIQUE KEY poster_version (shop_id, version),
  CONSTRAINT poster_shop FOREIGN KEY (shop_id) REFERENCES shop (shop_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Prints of shop codes';

CREATE TABLE poster_revocation (
  poster_id BIGINT NOT NULL COMMENT 'Poster that counts no more',
  revoked_at DATETIME(3) NOT NULL COMMENT 'UTC',
  revoked_by BIGINT NOT NULL COMMENT 'Account',
  reason VARCHAR(200) NOT NULL COMMENT 'In the words of the office',
  PRIMARY KEY (poster_id),
  CONSTRAINT revocation_poster FOREIGN KEY (poster_id) REFERENCES poster (poster_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Posters that count no more';

CREATE TABLE terminal (
  terminal_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Device of a shop',
  shop_id BIGINT NOT NULL COMMENT 'Shop',
  name VARCHAR(40) NOT NULL COMMENT 'Name the shop gave it',
  token_hash BINARY(32) NOT NULL COMMENT 'Hash of the cookie of the device',
  registered_at DATETIME(3) NOT NULL COMMENT 'UTC',
  registered_by BIGINT NOT NULL COMMENT 'Account',
  removed_at DATETIME(3) NULL COMMENT 'UTC; from then on the device is unknown',
  PRIMARY KEY (terminal_id),
  UNIQUE KEY terminal_token (token_hash),
  KEY terminal_shop (shop_id),
  CONSTRAINT terminal_shop FOREIGN KEY (shop_id) REFERENCES shop (shop_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Devices of shops';
