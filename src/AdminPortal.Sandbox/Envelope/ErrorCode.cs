namespace AdminPortal.Sandbox.Envelope;

/// <summary>
/// The codes that the sandbox answers with. Those seen on the real API are marked; no official list exists and validation codes are not known, so the rest are the
/// sandbox's own, all at or above the documented minimum of 1000.
/// </summary>
internal static class ErrorCode
{
    /// <summary>Seen: 429, below the documented minimum.</summary>
    public const int RateLimited = 971;

    /// <summary>Seen: 400, no Authorization header, or a credential of the wrong type for the call.</summary>
    public const int MissingAuthorization = 1001;

    /// <summary>Seen: the body is not JSON.</summary>
    public const int NotJson = 1198;

    public const int Required = 1201;
    public const int WrongType = 1202;
    public const int Invalid = 1203;
    public const int OutOfRange = 1204;
    public const int NotUnique = 1205;
    public const int UnknownReference = 1206;
    public const int NotSupported = 1207;
    public const int QueryParameter = 1210;
    public const int ManagedApp = 1211;
    public const int BodyTooLarge = 1212;

    /// <summary>Seen: 400, with <see cref="BadAuthorizationFormat"/> in the error chain.</summary>
    public const int InvalidHeaders = 6003;

    public const int BadEmailFormat = 6102;
    public const int BadKeyFormat = 6103;

    /// <summary>Seen: nested in the error chain of <see cref="InvalidHeaders"/>.</summary>
    public const int BadAuthorizationFormat = 6111;

    /// <summary>Seen: no route for that URI, after <see cref="CouldNotRoute"/>.</summary>
    public const int NoRoute = 7000;

    /// <summary>Seen: wrong or empty account or object id in the path.</summary>
    public const int CouldNotRoute = 7003;

    /// <summary>Seen: 403, valid credential that lacks the permission or the account.</summary>
    public const int Forbidden = 10000;

    /// <summary>Seen: the credential is not known.</summary>
    public const int Unauthenticated = 10001;

    /// <summary>404 for an object that is not there; the real code is not known.</summary>
    public const int NotFound = 10404;

    /// <summary>Seen: method not allowed.</summary>
    public const int MethodNotAllowed = 10405;

    public const int Internal = 10500;
}
