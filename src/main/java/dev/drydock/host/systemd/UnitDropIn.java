package dev.drydock.host.systemd;

import dev.drydock.host.HostException;
import java.nio.file.Path;
import java.util.List;

/** The change as a drop-in of Drydock, which leaves the unit's own file alone and survives an update of it. */
public final class UnitDropIn implements UnitChange {

    /** The name of the drop-in. Those with higher numbers or letters in front win over it, so it is read back. */
    public static final String NAME = "60-drydock.conf";

    private final DropIn dropIn;
    private final UnitAccount account;

    public UnitDropIn(Systemd systemd, String unit, UnitAccount account) throws HostException {
        this.dropIn = new DropIn(systemd, Systemd.checkName(unit), NAME);
        this.account = account;
    }

    @Override
    public String describe() {
        return "writes the drop-in " + file();
    }

    @Override
    public Path file() {
        return dropIn.path();
    }

    private String content() {
        return "[Service]\n" + String.join("\n", account.lines()) + "\n";
    }

    @Override
    public boolean isMade() throws HostException {
        return dropIn.read().filter(content()::equals).isPresent();
    }

    @Override
    public void make() throws HostException, InterruptedException {
        if (!isMade()) {
            dropIn.write(content());
        }
    }

    @Override
    public void takeBack() throws HostException {
        dropIn.delete();
    }

    @Override
    public List<String> making() {
        return DropIn.writing(file(), content());
    }

    @Override
    public List<String> takingBack() {
        return DropIn.deleting(file());
    }
}
