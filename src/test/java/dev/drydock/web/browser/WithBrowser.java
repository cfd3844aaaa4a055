package dev.drydock.web.browser;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Starts one Chromium for a test class. Its methods take a {@link com.microsoft.playwright.Page}, {@link Trouble} or
 * {@link Visit} of their own, and fail where the page met trouble that was not announced; {@link Chromium} makes further
 * visits. Where there is no Chromium the tests are skipped, or fail where {@code -Ddrydock.require} contains
 * {@code chromium}.
 */
@Target(TYPE)
@Retention(RUNTIME)
@Tag("chromium")
@ExtendWith(ChromiumExtension.class)
public @interface WithBrowser {}
