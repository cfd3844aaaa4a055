package dev.drydock.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Images of the real programs, which are given by path and go nowhere else. */
public final class RealImages {

    public static final String OLD = "real/mail-server:v0.7.3";
    public static final String NEW = "real/mail-server:v0.8.0";

    private static final Path CERTIFICATES = Path.of("/etc/ssl/certs/ca-certificates.crt");

    private RealImages() {}

    /** Makes both. */
    public static void make(Path oldProgram, Path newProgram) throws IOException, InterruptedException {
        make(oldProgram, OLD);
        make(newProgram, NEW);
    }

    private static void make(Path program, String image) throws IOException, InterruptedException {
        var engine = PrivateEngine.get();
        var directory = Files.createTempDirectory("image");
        try {
            var files = RootFileSystem.create(Files.createDirectory(directory.resolve("root")));
            Files.copy(program, files.root().resolve("usr/local/bin/stalwart-mail"));
            files.addLibrariesOf(List.of(program));
            if (Files.exists(CERTIFICATES)) {
                var place = files.root().resolve(CERTIFICATES.toString().substring(1));
                Files.createDirectories(place.getParent());
                Files.copy(CERTIFICATES, place);
            }
            files.addEntryPoint("etc/made-by-the-entry-point");
            files.importAs(engine, image + "-files");
        } finally {
            RootFileSystem.output(List.of("rm", "-rf", directory.toString()));
        }
        RootFileSystem.build(
                engine,
                image,
                "FROM " + image + "-files\nENV PATH=/usr/local/bin:/usr/bin:/bin\nVOLUME /opt/stalwart-mail\n"
                        + "ENTRYPOINT [\"/bin/sh\", \"/usr/local/bin/entrypoint.sh\"]\n");
    }
}
