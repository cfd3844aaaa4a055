package dev.drydock.web.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every check finds the fault that it is there for, and nothing on a page without: a check that cannot fail checks nothing. */
@WithBrowser
class PlantedFaultsBrowserTest {

    private static final String SOUND = "<p>Nothing is wrong here.</p><button>Go</button>";

    @Test
    void findNothingOnASoundPage(Page page, Trouble trouble) throws Exception {
        try (var served = ServedPage.of(SOUND)) {
            var shifts = LayoutShifts.watch(page);
            page.navigate(served.address());

            Accessibility.assertSound(page);
            NarrowWindow.assertNothingOverflows(page);
            new KeyboardUser(page).tabTo(AriaRole.BUTTON, "Go");
            assertThat(shifts.total()).isZero();
            trouble.assertNone();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            console error: planted     | <script>console.error('planted')</script>
            uncaught: Error: planted   | <script>throw new Error('planted')</script>
            uncaught: Error: planted   | <script>Promise.reject(new Error('planted'))</script>
            404                        | <img alt='' src='/nowhere'>
            request failed: GET        | <img alt='' src='http://127.0.0.1:1/'>
            """)
    void findTrouble(String found, String body, Page page, Trouble trouble) throws Exception {
        try (var served = ServedPage.of(body)) {
            page.navigate(served.address());

            assertThatThrownBy(trouble::assertNone).hasMessageContaining(found);
            assertThat(trouble.take()).isNotEmpty();
            trouble.assertNone();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"securitypolicyviolation: style-src", "console error: Applying inline style"})
    void findWhatThePolicyForbids(String found, Page page, Trouble trouble) throws Exception {
        try (var served = ServedPage.withPolicy("default-src 'self'", "<p style='color: red'>Planted</p>")) {
            page.navigate(served.address());

            assertThat(trouble.take()).anySatisfy(text -> assertThat(text).startsWith(found));
        }
    }

    @Test
    void passOverTroubleThatWasAnnounced(Page page, Trouble trouble) throws Exception {
        try (var served = ServedPage.of("<script>console.error('planted'); console.error('another')</script>")) {
            trouble.expect(Pattern.compile("planted"));
            page.navigate(served.address());

            assertThat(trouble.take())
                    .singleElement()
                    .satisfies(text -> assertThat(text).contains("another"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            light: critical image-alt      | <img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>
            dark: serious color-contrast   | <style>@media (prefers-color-scheme: dark) { p { color: #777; background: #666 } }</style><p>Planted</p>
            light: serious target-size     | <style>button { display: block; width: 9px; height: 9px; padding: 0 }</style><button>A</button><button>B</button>
            """)
    void findWhatIsNotAccessible(String found, String body, Page page) throws Exception {
        try (var served = ServedPage.of(body)) {
            page.navigate(served.address());

            assertThatThrownBy(() -> Accessibility.assertSound(page)).hasMessageContaining(found);
        }
    }

    @Test
    void findWhatOverflowsANarrowWindowAlone(Page page) throws Exception {
        try (var served = ServedPage.of("<p id='wide' style='width: 600px'>Planted</p>")) {
            page.navigate(served.address());
            var before = page.viewportSize();

            assertThatThrownBy(() -> NarrowWindow.assertNothingOverflows(page)).hasMessageContaining("id=\"wide\"");
            assertThat(page.viewportSize()).usingRecursiveComparison().isEqualTo(before);
        }
    }

    @Test
    void findWhatJumps(Page page) throws Exception {
        try (var served = ServedPage.of("<div id='room'></div><p>Planted</p>")) {
            var shifts = LayoutShifts.watch(page);
            page.navigate(served.address());
            assertThat(shifts.total()).isZero();

            page.evaluate("() => { document.getElementById('room').style.height = '300px'; }");

            assertThat(shifts.total()).isPositive();
            assertThatThrownBy(() -> shifts.assertAtMost(0)).hasMessageContaining("<p>Planted</p>");
            shifts.reset();
            assertThat(shifts.total()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "button { outline: none }",
                "button { outline: none; box-shadow: 0 0 2px blue }",
                "button { outline: 2px solid transparent !important }"
            })
    void findAFocusThatIsNotSeen(String style, Page page) throws Exception {
        try (var served = ServedPage.of("<style>" + style + "</style><button>Go</button>")) {
            page.navigate(served.address());

            assertThatThrownBy(() -> new KeyboardUser(page).tab())
                    .hasMessageContaining("the focus is seen on <button>");
        }
    }

    @Test
    void takeAShadowThatTheFocusAddsForSeen(Page page) throws Exception {
        var style = "<style>button { outline: none } button:focus { box-shadow: 0 0 2px blue }</style>";
        try (var served = ServedPage.of(style + "<button>Go</button>")) {
            page.navigate(served.address());

            assertThatCode(() -> new KeyboardUser(page).tab()).doesNotThrowAnyException();
        }
    }

    @Test
    void findWhatTheKeyboardDoesNotReach(Page page) throws Exception {
        try (var served = ServedPage.of("<button tabindex='-1'>Go</button><a href='/'>Elsewhere</a>")) {
            page.navigate(served.address());

            assertThatThrownBy(() -> new KeyboardUser(page).tabTo(AriaRole.BUTTON, "Go"))
                    .hasMessageContaining("Elsewhere");
        }
    }

    @Test
    void takesPicturesOfEveryWidthAndScheme(Page page, @TempDir Path directory) throws Exception {
        try (var served = ServedPage.of(SOUND)) {
            page.navigate(served.address());

            new Shots(directory).take(page, "sound");

            try (var files = Files.list(directory)) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrder(
                                "sound-320-light.png",
                                "sound-820-light.png",
                                "sound-1280-light.png",
                                "sound-320-dark.png",
                                "sound-820-dark.png",
                                "sound-1280-dark.png");
            }
        }
    }
}
