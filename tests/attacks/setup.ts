/** In each worker of the project `attacks`: its own database is the one that the fixtures of the tests open. */
const url = process.env.ATTACKS_DATABASE_URL
process.env.ENGINE = url ? 'postgresql' : 'embedded'
if (url) process.env.TEST_DATABASE_URL = url
