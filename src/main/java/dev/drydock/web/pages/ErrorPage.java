package dev.drydock.web.pages;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** What is said where nothing else answers: a page to browsers, problem details to all others. */
@Controller
class ErrorPage implements ErrorController {

    private static final Map<Integer, String> CODES =
            Map.of(400, "bad-request", 404, "not-found", 405, "method-not-allowed", 413, "body-too-large");

    @RequestMapping("/error")
    Object error(HttpServletRequest request) {
        var given = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var status = status(given instanceof Integer code ? code : 404);
        var accepted = request.getHeader("Accept");
        if (accepted != null && accepted.contains("text/html")) {
            var page = new ModelAndView("error", status);
            page.addObject("status", status.value());
            page.addObject("error", status.getReasonPhrase());
            return page;
        }
        var problem = ProblemDetail.forStatus(status);
        problem.setTitle(status.getReasonPhrase());
        problem.setProperty(
                "code", CODES.getOrDefault(status.value(), status.is5xxServerError() ? "bug" : "bad-request"));
        if (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String asked) {
            problem.setInstance(
                    UriComponentsBuilder.fromPath(asked).build().encode().toUri());
        }
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static HttpStatus status(int code) {
        @Nullable HttpStatus status = HttpStatus.resolve(code);
        return status == null || !status.isError() ? HttpStatus.NOT_FOUND : status;
    }
}
