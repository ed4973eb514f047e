# A static binary on a base without a shell or package manager. The library and
# the CA certificates are all it needs; nothing is written, so the file system
# may be read-only.
FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=dev
RUN make build VERSION=${VERSION}

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /src/dist/hebb /hebb
COPY --from=build /src/LICENSE /src/knowledge/content/LICENSE /licences/
USER nonroot:nonroot
ENTRYPOINT ["/hebb"]
CMD ["run"]
