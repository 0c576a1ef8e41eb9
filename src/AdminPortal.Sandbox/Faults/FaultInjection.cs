using System.Net;
using System.Text;
using System.Text.Json;
using AdminPortal.Sandbox.Envelope;

namespace AdminPortal.Sandbox.Faults;

/// <summary>Makes requests misbehave as ordered.</summary>
internal sealed class FaultInjection(RequestDelegate next, FaultBox faults, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (faults.Take(context.Request) is not { } fault)
        {
            await next(context);
            return;
        }

        if (fault.LatencyMs > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(fault.LatencyMs), time, context.RequestAborted);
        if (fault.Cut == Cut.BeforeWrite)
        {
            CutOff(context);
            return;
        }

        var answer = await HoldAnswerAsync(context, fault);
        if (fault.Cut == Cut.AfterWrite)
        {
            CutOff(context);
            return;
        }

        await SendAsync(context, fault, answer);
    }

    private static void CutOff(HttpContext context)
    {
        RequestLog.MarkCut(context);
        context.Abort();
    }

    private async Task<ReadOnlyMemory<byte>> HoldAnswerAsync(HttpContext context, Fault fault)
    {
        var wire = context.Response.Body;
        using var held = new MemoryStream();
        context.Response.Body = held;
        try
        {
            await (fault.Status is { } status ? AnswerAsync(context.Response, fault, status) : next(context));
        }
        finally
        {
            context.Response.Body = wire;
        }

        if (fault.RetryAfter is not null)
            context.Response.Headers.RetryAfter = fault.RetryAfter;
        if (fault.ContentType is not null)
            context.Response.ContentType = fault.ContentType;
        var answer = held.ToArray().AsMemory(0, WhatIsLeft((int)held.Length, fault.Loss));
        context.Response.ContentLength = answer.Length;
        return answer;
    }

    private static int WhatIsLeft(int length, Loss loss) => loss switch
    {
        Loss.None => length,
        Loss.Half => length / 2,
        Loss.All => 0,
        _ => throw new ArgumentOutOfRangeException(nameof(loss), loss, null),
    };

    private static async Task AnswerAsync(HttpResponse response, Fault fault, int status)
    {
        if (fault.Body is not { } body)
        {
            await response.WriteAsync(Reply.Refused((HttpStatusCode)status, new ApiError(ErrorCode.Internal, $"The sandbox was told to answer {status}.")));
            return;
        }

        response.StatusCode = status;
        response.ContentType = body.ValueKind == JsonValueKind.String ? "text/html" : "application/json";
        var bytes = Encoding.UTF8.GetBytes(body.ValueKind == JsonValueKind.String ? body.GetString()! : body.GetRawText());
        await response.Body.WriteAsync(bytes, response.HttpContext.RequestAborted);
    }

    private async Task SendAsync(HttpContext context, Fault fault, ReadOnlyMemory<byte> answer)
    {
        var body = context.Response.Body;
        if (fault.SlowBodyMs <= 0)
        {
            await body.WriteAsync(answer, context.RequestAborted);
            return;
        }

        var half = answer.Length / 2;
        await body.WriteAsync(answer[..half], context.RequestAborted);
        await body.FlushAsync(context.RequestAborted);
        await Task.Delay(TimeSpan.FromMilliseconds(fault.SlowBodyMs), time, context.RequestAborted);
        await body.WriteAsync(answer[half..], context.RequestAborted);
    }
}
