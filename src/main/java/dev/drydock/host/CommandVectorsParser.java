package dev.drydock.host;

import dev.drydock.host.CommandVectors.Vectors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the file of commands, and refuses all it does not know. */
final class CommandVectorsParser {

    private static final Pattern NAME = Pattern.compile("\\[([A-Za-z0-9][A-Za-z0-9._-]{0,63})]");
    private static final Pattern VECTOR = Pattern.compile("(start|stop|probe)\\s*=\\s*(\\[.*])");

    private final Path file;
    private final Map<String, Vectors> byName = new LinkedHashMap<>();
    private final Map<String, CommandVector> current = new LinkedHashMap<>();
    private String name = "";
    private int number;

    private CommandVectorsParser(Path file) {
        this.file = file;
    }

    static Map<String, Vectors> parse(Path file, String text) throws HostException {
        var parser = new CommandVectorsParser(file);
        for (var line : text.split("\r?\n", -1)) {
            parser.number++;
            parser.line(line.trim());
        }
        parser.endOfName();
        return parser.byName;
    }

    private void line(String line) throws HostException {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        var newName = NAME.matcher(line);
        if (newName.matches()) {
            endOfName();
            name = newName.group(1);
            if (byName.containsKey(name)) {
                throw wrong("has the name " + name + " a second time");
            }
            return;
        }
        var vector = VECTOR.matcher(line);
        if (!vector.matches() || name.isEmpty()) {
            throw wrong("is neither [name] nor, below a name, start, stop or probe = [\"/program\", \"argument\"]");
        }
        var arguments = strings(vector.group(2));
        if (arguments.isEmpty() || !arguments.get(0).startsWith("/")) {
            throw wrong("does not begin with the absolute path of a program");
        }
        if (arguments.get(0).contains(CommandVector.CONFIG)) {
            throw wrong("has " + CommandVector.CONFIG + " in the place of the program");
        }
        if (current.put(vector.group(1), new CommandVector(arguments)) != null) {
            throw wrong("says " + vector.group(1) + " of " + name + " a second time");
        }
    }

    private void endOfName() throws HostException {
        if (name.isEmpty()) {
            return;
        }
        var start = current.get("start");
        var stop = current.get("stop");
        var probe = current.get("probe");
        if (start == null || stop == null || probe == null) {
            throw wrong("ends the commands of " + name + ", which need each of start, stop and probe");
        }
        byName.put(name, new Vectors(start, stop, probe));
        current.clear();
    }

    /** A JSON array of strings that are not empty. */
    private List<String> strings(String array) throws HostException {
        var strings = new ArrayList<String>();
        var at = blanks(array, 1);
        while (array.charAt(at) != ']' || !strings.isEmpty()) {
            if (array.charAt(at) != '"') {
                throw wrong("has something else than a string in quotes at column " + (at + 1) + " of the array");
            }
            var text = new StringBuilder();
            at = string(array, at + 1, text);
            strings.add(text.toString());
            at = blanks(array, at);
            if (array.charAt(at) == ']') {
                break;
            }
            if (array.charAt(at) != ',') {
                throw wrong("lacks a comma at column " + (at + 1) + " of the array");
            }
            at = blanks(array, at + 1);
        }
        if (at != array.length() - 1) {
            throw wrong("goes on after the end of the array");
        }
        return strings;
    }

    /** Reads to the closing quote, and gives the place after it. */
    private int string(String array, int start, StringBuilder text) throws HostException {
        var at = start;
        while (at < array.length() && array.charAt(at) != '"') {
            var character = array.charAt(at++);
            if (character < ' ') {
                throw wrong("has a control character in a string");
            }
            if (character != '\\') {
                text.append(character);
                continue;
            }
            // The array ends with a bracket, so something follows a backslash.
            var escape = array.charAt(at++);
            switch (escape) {
                case '"', '\\', '/' -> text.append(escape);
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    text.append(unicode(array, at));
                    at += 4;
                }
                default -> throw wrong("has the escape \\" + escape + ", which JSON does not know");
            }
        }
        if (at >= array.length()) {
            throw wrong("has a string without its closing quote");
        }
        return at + 1;
    }

    private char unicode(String array, int at) throws HostException {
        if (at + 4 > array.length() || !array.substring(at, at + 4).matches("[0-9A-Fa-f]{4}")) {
            throw wrong("has \\u without four hexadecimal digits");
        }
        var character = (char) Integer.parseInt(array.substring(at, at + 4), 16);
        if (character == 0) {
            throw wrong("has a null character, which no argument can hold");
        }
        return character;
    }

    private static int blanks(String array, int start) {
        var at = start;
        while (at < array.length() - 1 && (array.charAt(at) == ' ' || array.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    private HostException wrong(String what) {
        return new HostException("Line " + number + " of " + file + " " + what, "Mend that line");
    }
}
