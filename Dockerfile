# A static binary on a base without a shell or package manager. The library and
# the CA certificates are all it needs. It writes to /data alone, where the store
# is; the rest of the file system may be read-only.
#
# The same source, base images and version give the same binary, and the same image with
#
#     docker build --build-arg VERSION=v1.2.3 --build-arg SOURCE_DATE_EPOCH=$(git log -1 --format=%ct) \
#       --output type=image,name=hebb:v1.2.3,rewrite-timestamp=true .
#
# A release pins both bases by their digests: "docker buildx imagetools inspect NAME" says them.
ARG GO=golang:1.26-bookworm
ARG BASE=gcr.io/distroless/static-debian12:nonroot

FROM --platform=$BUILDPLATFORM ${GO} AS build
ENV GOTOOLCHAIN=local
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=dev
ARG TARGETOS
ARG TARGETARCH
RUN GOOS=${TARGETOS} GOARCH=${TARGETARCH} make build VERSION=${VERSION} && mkdir /data

FROM ${BASE}
ARG VERSION=dev
ARG REVISION=
LABEL org.opencontainers.image.title="Hebb" \
      org.opencontainers.image.description="Answers questions about mental health and the brain on Discord, with sources. Not medical advice." \
      org.opencontainers.image.source="https://github.com/hebb-bot/hebb" \
      org.opencontainers.image.licenses="MIT AND CC-BY-4.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
COPY --from=build /src/dist/hebb /hebb
COPY --from=build /src/LICENSE /licences/LICENSE
COPY --from=build /src/knowledge/content/LICENSE /licences/LICENSE-content
COPY --from=build --chown=nonroot:nonroot /data /data
VOLUME /data
WORKDIR /data
USER nonroot:nonroot
# Where "hebb status" asks. Nobody outside of the container can.
ENV HEBB_STATUS_LISTEN=127.0.0.1:8091
HEALTHCHECK --interval=30s --timeout=6s --start-period=1m CMD ["/hebb", "status"]
ENTRYPOINT ["/hebb"]
CMD ["run"]
