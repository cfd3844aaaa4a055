package dev.drydock.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "db-1.example.org", "10.0.0.7", "::1", "fe80::1", "::ffff:10.0.0.7"})
    void takesNamesAndNumbers(String host) {
        assertThat(new ServerAddress(host, 5432).host()).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/tmp", "a b", "a/b", "a?b", "a,b", "(host=a)", "a:b", "-a", "a@b", "a%62"})
    void refusesWhatADriverWouldReadAsMore(String host) {
        assertThatThrownBy(() -> new ServerAddress(host, 5432)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesPortsThatThereAreNot() {
        assertThat(ServerAddress.isOne("localhost", 0)).isFalse();
        assertThat(ServerAddress.isOne("localhost", 65_536)).isFalse();
    }
}
