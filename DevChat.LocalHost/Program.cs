using DevChat.LocalHost.Command;

return await LocalHostCommand.RunAsync(args);
