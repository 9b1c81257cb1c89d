# DevChat.Host for your own servers. Its stores are separate containers or services. See docs/selfhost.md.

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
COPY .editorconfig BannedSymbols.txt Directory.Build.props Directory.Packages.props global.json host.json ./
COPY DevChat.Domain/DevChat.Domain.csproj DevChat.Domain/
COPY DevChat.Host/DevChat.Host.csproj DevChat.Host/
RUN dotnet restore DevChat.Host --use-current-runtime
COPY DevChat.Domain DevChat.Domain
COPY DevChat.Functions DevChat.Functions
COPY DevChat.Host DevChat.Host
RUN dotnet publish DevChat.Host --no-restore --use-current-runtime --configuration Release --output /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# The build adds the labels that differ per build: source, revision, version, time.
LABEL org.opencontainers.image.title="DevChat" \
      org.opencontainers.image.description="Chat backend: REST and SignalR, on PostgreSQL, Redis and Azure Storage queues" \
      org.opencontainers.image.licenses="MIT"
WORKDIR /app
COPY --from=build /app .
USER app
EXPOSE 7071
ENV DOTNET_ENVIRONMENT=Production
# The image has neither curl nor wget.
HEALTHCHECK --interval=5s --timeout=5s --start-period=30s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/7071 && printf 'GET /api/health/ready HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]
ENTRYPOINT ["dotnet", "DevChat.Host.dll", "--urls", "http://0.0.0.0:7071"]
