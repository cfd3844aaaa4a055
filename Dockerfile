ARG BUILD_IMAGE=eclipse-temurin:17-jdk
ARG RUNTIME_IMAGE=eclipse-temurin:17-jre

FROM ${BUILD_IMAGE} AS build
WORKDIR /src
# The dependencies change less often than the sources: a layer of their own.
COPY mvnw pom.xml ./
COPY .mvn .mvn
RUN ./mvnw -B -ntp dependency:go-offline
COPY frontend frontend
COPY src/main src/main
# Tests have had their say in CI, on a machine that has what they need.
RUN ./mvnw -B -ntp package -Dmaven.test.skip

FROM ${RUNTIME_IMAGE}
RUN groupadd --system drydock \
  && useradd --system --gid drydock --home-dir /var/lib/drydock --create-home --shell /usr/sbin/nologin drydock
COPY --from=build /src/target/drydock.jar /opt/drydock/drydock.jar
USER drydock
VOLUME /var/lib/drydock
# The console listens on 127.0.0.1 inside the container: run it with --network host, or use the commands alone.
EXPOSE 8473
ENTRYPOINT ["java", "-jar", "/opt/drydock/drydock.jar"]
CMD ["serve", "--home", "/var/lib/drydock"]
