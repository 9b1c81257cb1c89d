using DevChat.Host.Command;

return await HostCommand.RunAsync(args);
