package dev.drydock.demo;

import java.util.List;

/** What people at a harbour write to each other; the same letters in the same order every time. */
final class SandboxLetters {

    private static final List<String> SUBJECTS = List.of(
            "Berth 4 on Thursday",
            "Crane inspection, new date",
            "Minutes of the harbour meeting",
            "Paint for the lighthouse door",
            "Tide table for next week",
            "Who has the key to the boat shed?",
            "Invoice for the dredging works",
            "Fog signal tested",
            "Visitors on Saturday",
            "Spare parts for the winch",
            "Night watch, who swaps?",
            "Survey of the north quay",
            "Coffee machine repaired",
            "Pilot boat back in service",
            "Rope order, second try",
            "Weather warning for tonight",
            "Photos of the old ferry",
            "Holiday list for the summer",
            "Rust on the slipway rails",
            "Dry dock booked");

    private static final List<String> OPENINGS =
            List.of("Good morning,", "Hello,", "Dear colleague,", "Just a short note before the shift ends.");

    private static final List<String> SENTENCES = List.of(
            "The surveyor comes at nine and will want to see the log of the last three months.",
            "I have moved the two fishing boats to the east pontoon so that the berth is free.",
            "Could you bring the drawings? The copies in the office stop at frame twenty.",
            "The forecast says force seven from the west, so please double the lines on the barge.",
            "We still owe the chandler for the last delivery, and he has been patient so far.",
            "The pump runs again, but it makes a noise that I do not like.",
            "If nobody objects by Friday I will order the larger size and be done with it.",
            "The children from the school may look at the engine, but not climb onto it.",
            "Remember that the gate is locked from ten at night; the code has not changed.",
            "High water is at a quarter past six, and the ferry wants to leave right after it.",
            "I found the missing shackle behind the paint locker, where nobody had put it.",
            "The new fenders arrived; three of twelve are the wrong colour, but they float.",
            "Let us talk about it over lunch, it is easier with the plan on the table.",
            "The insurance asks for a photograph of the damage before we touch anything.");

    private SandboxLetters() {}

    static String subject(int number) {
        return SUBJECTS.get(number % SUBJECTS.size());
    }

    /** Some three to six sentences, and a name below. */
    static String body(int number, String signature) {
        var text = new StringBuilder(OPENINGS.get(number % OPENINGS.size())).append("\n\n");
        for (var i = 0; i < 3 + number % 4; i++) {
            text.append(SENTENCES.get((number * 5 + i * 3) % SENTENCES.size())).append('\n');
        }
        return text.append('\n').append(signature).toString();
    }
}
