package dev.drydock.installation;

/**
 * What was seen, and what it means for an upgrade.
 *
 * @param code stable, for scripts, such as {@code data.mount-point}
 * @param text one sentence without a full stop, free of secrets
 * @param whatToDo one sentence without a full stop; empty where nothing is to be done
 */
public record Finding(Grade grade, String code, String text, String whatToDo) {

    public static Finding pass(String code, String text) {
        return new Finding(Grade.PASS, code, text, "");
    }

    public static Finding skip(String code, String text, String whatToDo) {
        return new Finding(Grade.SKIP, code, text, whatToDo);
    }

    public static Finding notice(String code, String text, String whatToDo) {
        return new Finding(Grade.NOTICE, code, text, whatToDo);
    }

    public static Finding warn(String code, String text, String whatToDo) {
        return new Finding(Grade.WARN, code, text, whatToDo);
    }

    public static Finding fail(String code, String text, String whatToDo) {
        return new Finding(Grade.FAIL, code, text, whatToDo);
    }

    /** For people, on one line. */
    @Override
    public String toString() {
        return grade + " " + code + ": " + text + (whatToDo.isEmpty() ? "" : ". " + whatToDo);
    }
}
