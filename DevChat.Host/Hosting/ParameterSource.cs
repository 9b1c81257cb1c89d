namespace DevChat.Host.Hosting;

/// <summary>Where the value of one parameter of a function comes from in a run.</summary>
internal delegate object? ParameterSource(FunctionRun run);
