using DevChat.Functions.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace DevChat.Functions.Http;

/// <summary>The successful answers of functions.</summary>
public static class Answers
{
    public static IActionResult Ok<T>(T value) => Json(value, StatusCodes.Status200OK);

    public static IActionResult Created<T>(T value) => Json(value, StatusCodes.Status201Created);

    public static IActionResult NoContent() => new NoContentResult();

    public static IActionResult Json<T>(T value, int status) =>
        new JsonResult(value, WireJson.Options) { StatusCode = status };
}
