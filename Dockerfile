# The image for mail servers in containers, made of the bundle: see docs/shipping.md.
#   ./mvnw package && src/bundle/make && docker build --tag drydock .
ARG BASE_IMAGE=debian:12-slim
FROM ${BASE_IMAGE}
COPY target/bundle/drydock /opt/drydock
# From here only containers can be upgraded: files, units and programs of the machine are not to be seen.
ENV DRYDOCK_IN_CONTAINER=true
LABEL dev.drydock.console=true
# As root: it works on the volumes of other containers, at the same paths as on the machine.
ENTRYPOINT ["/opt/drydock/drydock"]
CMD ["serve", "--home", "/var/lib/drydock"]
