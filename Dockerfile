# A static binary on a base without a shell or package manager. The library and
# the CA certificates are all it needs. It writes to /data alone, where the store
# is; the rest of the file system may be read-only.
FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=dev
RUN make build VERSION=${VERSION} && mkdir /data

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /src/dist/hebb /hebb
COPY --from=build /src/LICENSE /src/knowledge/content/LICENSE /licences/
COPY --from=build --chown=nonroot:nonroot /data /data
VOLUME /data
WORKDIR /data
USER nonroot:nonroot
ENTRYPOINT ["/hebb"]
CMD ["run"]
