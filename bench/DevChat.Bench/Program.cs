using DevChat.Bench.Command;

return await BenchCommand.RunAsync(args);
