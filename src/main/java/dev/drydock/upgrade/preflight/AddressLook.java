package dev.drydock.upgrade.preflight;

import dev.drydock.host.HostException;
import dev.drydock.installation.ByteCount;
import dev.drydock.installation.Finding;
import dev.drydock.release.DownloadAddress;
import dev.drydock.release.Downloader;
import dev.drydock.upgrade.blueprint.Blueprint;
import java.net.URI;

/** Whether what is to be fetched can be had from here, asked without fetching it. */
record AddressLook(Blueprint.Fetched fetched, String code) {

    Finding look() throws InterruptedException {
        var what = DownloadAddress.open(fetched.address())
                + " is fetched in the phase prepare, before the server stops; its SHA-256 must be " + fetched.sha256();
        try {
            var size = Downloader.create().size(URI.create(fetched.address()));
            return Finding.pass(code, what + (size.isPresent() ? "; it has " + ByteCount.of(size.getAsLong()) : ""));
        } catch (HostException e) {
            return Finding.warn(code, what + ". It cannot be had now: " + e.problem(), e.nextStep());
        }
    }
}
