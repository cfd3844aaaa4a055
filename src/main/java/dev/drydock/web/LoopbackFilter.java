package dev.drydock.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Refuses requests that were not meant for this machine by name. The console listens on loopback only, but any page in
 * a browser here can be made to reach it under a foreign name that resolves to 127.0.0.1 (DNS rebinding).
 */
@Component
@Order(LoopbackFilter.ORDER)
class LoopbackFilter extends OncePerRequestFilter {

    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 1;

    private final JsonMapper json;

    LoopbackFilter(JsonMapper json) {
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var host = request.getHeader(HttpHeaders.HOST);
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (host == null || !Loopback.isAuthority(host)) {
            refuse(response, "host-not-loopback", "The console answers to localhost, 127.0.0.1 and [::1] only.");
        } else if (origin != null && !Loopback.isOrigin(origin)) {
            refuse(response, "origin-not-loopback", "The console answers to its own pages only.");
        } else {
            chain.doFilter(request, response);
        }
    }

    private void refuse(HttpServletResponse response, String code, String detail) throws IOException {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN, detail);
        problem.setProperty("code", code);
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), problem);
    }
}
