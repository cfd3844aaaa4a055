package dev.drydock.host;

import dev.drydock.host.CommandResult.Line;
import java.util.ArrayDeque;
import java.util.List;

/** The last lines of a command, bounded in number and in size. */
public final class LastLines {

    private static final int LINES = 200;
    private static final int CHARACTERS = 256 * 1024;

    private final ArrayDeque<Line> lines = new ArrayDeque<>();
    private int characters;

    public void add(Line line) {
        lines.addLast(line);
        characters += line.text().length();
        while (lines.size() > LINES || (characters > CHARACTERS && lines.size() > 1)) {
            characters -= lines.removeFirst().text().length();
        }
    }

    public List<Line> all() {
        return List.copyOf(lines);
    }
}
