package dev.drydock.installation.configuration;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the parser makes of texts; that the real server does the same is held by {@link ConfigurationDialectIT}. */
class ConfigurationParserTest {

    @Test
    void readsSectionsAndFlatKeysMixed() throws Exception {
        assertThat(parse("""
                        storage.data = "main"
                        store.main.type = "rocksdb"
                        [store.main]
                        path = "/data" # where it lies
                        [server.listener."smtp"]
                        bind = ["[::]:25", '0.0.0.0:25']
                        tls.implicit = true
                        """))
                .containsExactly(
                        entry("storage.data", "main"),
                        entry("store.main.type", "rocksdb"),
                        entry("store.main.path", "/data"),
                        entry("server.listener.smtp.bind.0000", "[::]:25"),
                        entry("server.listener.smtp.bind.0001", "0.0.0.0:25"),
                        entry("server.listener.smtp.tls.implicit", "true"));
    }

    @Test
    void readsWhatTomlRefuses() throws Exception {
        assertThat(parse("""
                        set = { "red", green }
                        value = 1
                        value.below = 2
                        [a]
                        x = 1
                        [a]
                        y = 2
                        [A.B] whatever follows
                        z = 3
                        """))
                .containsExactly(
                        entry("set.red", ""),
                        entry("set.green", ""),
                        entry("value", "1"),
                        entry("value.below", "2"),
                        entry("a.x", "1"),
                        entry("a.y", "2"),
                        entry("A.b.z", "3"));
    }

    @Test
    void numbersTablesOfArraysUntilAnotherArrayComes() throws Exception {
        assertThat(parse("[[p]]\na = 1\n[[p]]\na = 2\n[t]\nx = 1\n[[p]]\na = 3\n[[q]]\na = 4\n[[p]]\nb = 5\n"))
                .containsExactly(
                        entry("p.0000.a", "1"),
                        entry("p.0001.a", "2"),
                        entry("t.x", "1"),
                        entry("p.0002.a", "3"),
                        entry("q.0000.a", "4"),
                        entry("p.0000.b", "5"));
    }

    @Test
    void readsNestedArraysAndTables() throws Exception {
        assertThat(parse("""
                        hop = [ { if = "is_local('', d)", then = "'local'" }, # first
                                { else = false } ]
                        gap = [1,,2,]
                        none = []
                        deep = { a = { b = [ 'c' ] }, d = 1.5e+3 }
                        """))
                .containsExactly(
                        entry("hop.0000.if", "is_local('', d)"),
                        entry("hop.0000.then", "'local'"),
                        entry("hop.0001.else", "false"),
                        entry("gap.0000", "1"),
                        entry("gap.0002", "2"),
                        entry("deep.a.b.0000", "c"),
                        entry("deep.d", "1.5e+3"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`\"\"`, ``",
                "`''`, ``",
                "`\"a\\tb\\nc\\rd\"`, `a\tb\nc\rd`",
                "`'a\\tb'`, `a\tb`",
                "`\"say \\\"yes\\\"\"`, `say \"yes\"`",
                "`\"\\u00e9\"`, `u00e9`",
                "`\"a\\\\b\"`, `a\\b`",
                // The escaped backslash escapes once more.
                "`\"a\\\\nb\"`, `a\\\nb`",
                "`\"two\nlines\"`, `two\nlines`",
                "`\"two\r\nlines\"`, `two\nlines`",
                "`'''\nfirst \\n line'''`, `first \\n line`",
                "`\"\"\"a\"\"b\"\"\"`, `a\"\"b`",
                "`''''quoted'''`, `'quoted`",
                "`grün²`, `grün²`",
                "`-1.5`, `-1.5`",
                "`10.0.0.1`, `10.0.0.1`",
            })
    void readsValues(String literal, String value) throws Exception {
        assertThat(parse("key = " + literal + "\n")).containsExactly(entry("key", value));
    }

    @ParameterizedTest
    @CsvSource({
        "key=1, key",
        "some key = 1, somekey",
        "Some.KEY = 1, Some.KEY",
        "\"with space\".b = 1, with space.b",
        "\"say \\\"yes\\\"\" = 1, say \"yes\"",
        "'\"back\\slash\" = 1', backslash",
    })
    void readsKeys(String line, String key) throws Exception {
        assertThat(parse(line + "\n")).containsOnlyKeys(key);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`a = 1`, 1, the last line does not end with a line feed",
                "`a = 1\n\na = 2\n`, 3, `\"a\" is set again, first in line 1`",
                "`[s]\na = 1\n[t]\n[s]\na = 2\n`, 5, `\"s.a\" is set again, first in line 2`",
                "`a = 1 2\n`, 1, `'2' follows the value of \"a\"`",
                "`a = 1_000\n`, 1, `'_' follows the value of \"a\"`",
                "`a =\n1\n`, 1, `no value follows the key \"a\" in its line`",
                "`a = !x\n`, 1, `the value of \"a\" begins with '!'`",
                "`a\n`, 1, `no '=' follows the key \"a\"`",
                "`_a = 1\n`, 1, `a key or a [section] begins with a letter, a digit or a quote, not with '_'`",
                "`\"\" = 1\n`, 1, `there is no key in front of '='`",
                "`\n\"a = 1\n`, 2, the quoted key does not end in its line",
                "`\na@b = 1\n`, 2, `'@' stands in the key \"a\"`",
                "`[a\nb]\n`, 1, the name of the table does not end in its line",
                "`[\"a\"]\n`, 1, the name of the table does not end in its line",
                "`[a`, 1, the name of the table does not end",
                "`[a/b]\n`, 1, '/' stands in the name of a table",
                "`[[]]\n`, 1, the table has no name",
                "`a = [1\n`, 2, `the array or table of \"a.0000\" does not end`",
                "`a = [1;2]\n`, 1, `';' follows the value of \"a.0000\"`",
                "`a = {}\n`, 1, there is no key in front of '}'",
                "`a = { b = 1, }\n`, 1, there is no key in front of '}'",
                "`a = \"x\ny\n`, 1, the quoted value that begins here does not end",
                "`a = \"x\\\\\"\n`, 1, the quoted value that begins here does not end",
                "`a = [[[[[[[[[[1]]]]]]]]]]\n`, 1, arrays and tables stand more than 10 deep in one another",
                "`\uFEFFa = 1\n`, 1, `a key or a [section] begins with a letter, a digit or a quote, not with a byte order mark (U+FEFF)`",
            })
    void refusesWithTheLine(String text, int line, String problem) {
        assertThatThrownBy(() -> parse(text)).isInstanceOfSatisfying(ConfigurationParser.Refusal.class, refusal -> {
            assertThat(refusal.getMessage()).isEqualTo(problem);
            assertThat(refusal.line()).isEqualTo(line);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a = [[[[[[[[[1]]]]]]]]]\n", "a = 1 # the end", "[t]", "# only this", "[t] nothing more"})
    void acceptsAtTheEdge(String text) throws Exception {
        assertThat(ConfigurationParser.parse(text)).hasSizeLessThan(2);
    }

    private static Map<String, String> parse(String text) throws ConfigurationParser.Refusal {
        var values = new LinkedHashMap<String, String>();
        ConfigurationParser.parse(text).forEach(setting -> values.put(setting.key(), setting.value()));
        return values;
    }
}
