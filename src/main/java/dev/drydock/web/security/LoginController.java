package dev.drydock.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** Exchanges the code of a printed link for the cookie of a session. */
@Controller
class LoginController {

    private final LoginCodes codes;
    private final Sessions sessions;

    LoginController(LoginCodes codes, Sessions sessions) {
        this.codes = codes;
        this.sessions = sessions;
    }

    @GetMapping("/login")
    @Nullable
    String login(
            @RequestParam @Nullable String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (code != null && codes.redeem(code)) {
            var cookie = ResponseCookie.from(
                            AccessFilter.cookieName(request), sessions.open().id())
                    .httpOnly(true)
                    .sameSite("Strict")
                    .path("/")
                    .build();
            response.setHeader(HttpHeaders.SET_COOKIE, cookie.toString());
            response.setHeader(HttpHeaders.LOCATION, "/");
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            return null;
        }
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        model.addAttribute("tried", code != null);
        return "login";
    }

    /** A new link, for whoever holds the token already. */
    @PostMapping("/api/v1/login-codes")
    @ResponseBody
    ResponseEntity<Map<String, Object>> issue() {
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(Map.of("code", codes.issue(), "validSeconds", LoginCodes.VALID.toSeconds()));
    }

    /** Whether the console answers, and nothing else. */
    @GetMapping("/health")
    @ResponseBody
    Map<String, String> health() {
        return Map.of("status", "up");
    }
}
