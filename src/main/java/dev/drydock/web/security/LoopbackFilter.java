package dev.drydock.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests that were not meant for this machine by name. The console listens on loopback only, but any page in
 * a browser here can be made to reach it under a foreign name that resolves to 127.0.0.1 (DNS rebinding).
 */
@Component
@Order(LoopbackFilter.ORDER)
class LoopbackFilter extends OncePerRequestFilter {

    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 1;

    private final Refusals refusals;

    LoopbackFilter(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var host = request.getHeader(HttpHeaders.HOST);
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (host == null || !Loopback.isAuthority(host)) {
            refusals.write(
                    response,
                    HttpStatus.FORBIDDEN,
                    "host-not-loopback",
                    "The console answers to localhost, 127.0.0.1 and [::1] only.",
                    "Use one of these names; from another machine, forward the port with ssh -L.");
        } else if (origin != null && !Loopback.isOrigin(origin)) {
            refusals.write(
                    response,
                    HttpStatus.FORBIDDEN,
                    "origin-not-loopback",
                    "The console answers to its own pages only.",
                    "Open the console itself.");
        } else {
            chain.doFilter(request, response);
        }
    }
}
