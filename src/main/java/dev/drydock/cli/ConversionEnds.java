package dev.drydock.cli;

import java.util.List;

/**
 * From where to where a conversion goes.
 *
 * @param passwordOptions by which passwords were given, to be given again; the passwords are not in them
 */
record ConversionEnds(NamedStore from, NamedStore to, List<String> passwordOptions) {}
