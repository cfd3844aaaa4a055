package dev.drydock.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.mysql.MysqlDialect;
import dev.drydock.store.postgresql.PostgresDialect;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlLocationTest {

    private static final SqlDialect POSTGRESQL = new PostgresDialect();
    private static final SqlDialect MYSQL = new MysqlDialect();

    @ParameterizedTest
    @CsvSource({
        "//mail@localhost/stalwart, mail, localhost, 5432, stalwart",
        "//mail@db.example.org:6432/stalwart, mail, db.example.org, 6432, stalwart",
        "//mail@[2001:db8::7]/stalwart, mail, 2001:db8::7, 5432, stalwart",
        "//mail@[::ffff:192.0.2.1]:1/s, mail, ::ffff:192.0.2.1, 1, s",
        "//mail%40example@db_1/a%2Fb%3Fc, mail@example, db_1, 5432, a/b?c",
        "//j%C3%B6rg%3A@192.0.2.1:65535/a+b%20c, jörg:, 192.0.2.1, 65535, a+b c",
        "//mail@example@h/s, mail@example, h, 5432, s"
    })
    void readsUserHostAndDatabase(String text, String user, String host, int port, String database)
            throws StoreException {
        var place = SqlLocation.parse(POSTGRESQL, text);

        assertThat(place.user()).isEqualTo(user);
        assertThat(place.server()).isEqualTo(new ServerAddress(host, port));
        assertThat(place.database()).isEqualTo(database);
        assertThat(place.tls()).isEqualTo(Tls.OFF);
        assertThat(place.schema()).isNull();
        assertThat(place.password()).isSameAs(Password.NONE);
    }

    @Test
    void readsSchemaAndTls() throws StoreException {
        assertThat(SqlLocation.parse(POSTGRESQL, "//u@h/d?schema=my%26own").schema())
                .isEqualTo("my&own");
        assertThat(SqlLocation.parse(POSTGRESQL, "//u@h/d?tls=verify&schema=s").tls())
                .isEqualTo(Tls.VERIFIED);
        assertThat(SqlLocation.parse(MYSQL, "//u@h/d?tls=any").tls()).isEqualTo(Tls.ANY_CERTIFICATE);
        assertThat(SqlLocation.parse(MYSQL, "//u@h/d?tls=off").tls()).isEqualTo(Tls.OFF);
    }

    @Test
    void knowsTheUsualPorts() throws StoreException {
        assertThat(SqlLocation.parse(MYSQL, "//u@h/d").server().port()).isEqualTo(3306);
        assertThat(SqlLocation.parse(POSTGRESQL, "//u@h/d").server().port()).isEqualTo(5432);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//mail@localhost:5432/stalwart",
                "//mail%40x@[::1]:5432/a%2Fb%20c%2Bd?schema=s%26t&tls=verify",
                "//%3A@h:1/%C3%B6?tls=any"
            })
    void writesWhatItReads(String text) throws StoreException {
        assertThat(SqlLocation.parse(POSTGRESQL, text).location()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//mail:s3cret@h/d",
                "//mail:@h/d",
                "//:s3cret@h/d",
                "//mail:s3cret@more@h/d",
                "//mail:s3cret/more@h/d",
                "//mail:s3cret?more@h/d",
                "//mail:s3cret\n@h/d",
                "//mail@h/d?password=s3cret",
                "//mail@h/d?tls=off&passwd=s3cret"
            })
    void refusesPasswordWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> SqlLocation.parse(MYSQL, text))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("A password stands in the location of the store")
                .hasMessageContaining("MYSQL_PWD")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "//",
                "///",
                "//@/",
                "//@h/d",
                "//u@/d",
                "//u@h",
                "//u@[a:b]/d",
                "//u@h/",
                "//h/d",
                "//h/u@d",
                "u@h/d",
                "/u@h/d",
                "u:s3cret@h/d",
                "//u@h:/d",
                "//u@h:0/d",
                "//u@h:65536/d",
                "//u@h:-1/d",
                "//u@h:99999999999/d",
                "//u@h:x/d",
                "//u@::1/d",
                "//u@[h]/d",
                "//u@[::1/d",
                "//u@[::1]x/d",
                "//u@-h/d",
                "//u@a,b/d",
                "//u@(host=a,port=1)/d",
                "//u@address=(host=a)/d",
                "//u@h#x/d",
                "//u@h%61/d",
                "//u@h x/d",
                "//u@h/d/e",
                "//u@h/%",
                "//u@h/%4",
                "//u@h/%zz",
                "//u@h/%FF",
                "//u@h/%00",
                "//u%0A@h/d",
                "//u@h/d?schema",
                "//u@h/d?schema=",
                "//u@h/d?schema=a&schema=b",
                "//u@h/d?tls",
                "//u@h/d?tls=",
                "//u@h/d?tls=on",
                "//u@h/d?tls=off&",
                "//u@h/d?sslmode=s3cret",
                "//u@h/d?allowLoadLocalInfile=true"
            })
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> SqlLocation.parse(POSTGRESQL, text))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("Write ")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void refusesSchemaWhereThereIsNone() {
        assertThatThrownBy(() -> SqlLocation.parse(MYSQL, "//u@h/d?schema=s"))
                .hasMessage("The location of the store has a schema, which there is not in mysql."
                        + " Write mysql://USER@HOST[:PORT]/DATABASE[?tls=off|any|verify].");
    }

    @Test
    void showsNoPassword() throws StoreException {
        for (var dialect : List.of(POSTGRESQL, MYSQL)) {
            var place = SqlLocation.parse(dialect, "//u@h/d").as("u", new Password("s3cret"));

            assertThat(place.toString() + place.location()).doesNotContain("s3cret");
        }
    }
}
