package dev.drydock.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.regex.Pattern;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints why a command did not do what it was asked for. */
final class Failures {

    /** What stands between two slashes and the last at sign, a colon in it. */
    private static final Pattern PASSWORD = Pattern.compile("(?<=//)[^\\s@]*:\\S*@");

    private Failures() {}

    /** One line for people, or one object for scripts. */
    static void print(PrintWriter err, Failure failure, boolean json) {
        if (json) {
            err.println(Json.object()
                    .put("code", failure.code())
                    .put("problem", failure.problem())
                    .put("nextStep", failure.nextStep()));
        } else {
            err.println(Page.clean("drydock: " + sentence(failure.problem()) + " " + sentence(failure.nextStep())));
        }
        err.flush();
    }

    private static String sentence(String text) {
        return text.endsWith(".") || text.endsWith("?") || text.endsWith("!") ? text : text + ".";
    }

    /** For command lines that make no sense. */
    static IParameterExceptionHandler ofUsage() {
        return (exception, arguments) -> {
            var command = exception.getCommandLine();
            print(
                    command.getErr(),
                    Failure.usage(
                            problem(exception),
                            "See " + command.getCommandSpec().qualifiedName() + " --help"),
                    Arrays.asList(arguments).contains("--json"));
            return ExitStatus.USAGE;
        };
    }

    private static String problem(ParameterException exception) {
        // It repeats arguments that nothing understands, and in which nobody has looked for a password.
        var message = PASSWORD.matcher(String.valueOf(exception.getMessage())).replaceAll("***@");
        if (exception instanceof UnmatchedArgumentException unmatched) {
            var suggestions = unmatched.getSuggestions();
            return suggestions.isEmpty()
                    ? message
                    : message + "; did you mean " + String.join(" or ", suggestions) + "?";
        }
        return message;
    }
}
