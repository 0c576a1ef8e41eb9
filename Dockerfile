FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source

# What restore reads, and nothing else: this layer is built anew only when a package changes.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY build/ build/
COPY src/AdminPortal/AdminPortal.csproj src/AdminPortal/packages.lock.json src/AdminPortal/
COPY src/AdminPortal.Changes/AdminPortal.Changes.csproj src/AdminPortal.Changes/packages.lock.json src/AdminPortal.Changes/
COPY src/AdminPortal.Cloudflare/AdminPortal.Cloudflare.csproj src/AdminPortal.Cloudflare/packages.lock.json src/AdminPortal.Cloudflare/
COPY src/AdminPortal.Sandbox/AdminPortal.Sandbox.csproj src/AdminPortal.Sandbox/packages.lock.json src/AdminPortal.Sandbox/
# _IsPublishing is what "dotnet publish" sets: restore then brings the compiler for ready-to-run code along.
RUN dotnet restore src/AdminPortal --locked-mode -p:_IsPublishing=true

COPY .editorconfig appsettings.json ./
COPY wwwroot-assets/ wwwroot-assets/
COPY src/ src/
RUN dotnet publish src/AdminPortal --configuration Release --no-restore --output /published

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /published/ ./

# Settings are environment variables: Store:Folder is Store__Folder, Cloudflare:BaseAddress is Cloudflare__BaseAddress, and so on.
ENV ASPNETCORE_HTTP_PORTS=8080 \
    Store__Folder=/data
RUN install --directory --owner=$APP_UID --group=$APP_UID --mode=0700 /data
VOLUME /data
EXPOSE 8080
USER $APP_UID

# The image has neither curl nor wget, so the portal asks itself.
HEALTHCHECK --interval=30s --timeout=5s --start-period=15s --retries=3 CMD ["dotnet", "AdminPortal.dll", "health"]
ENTRYPOINT ["dotnet", "AdminPortal.dll"]
